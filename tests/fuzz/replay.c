/* SPDX-License-Identifier: MIT */
/*
 * Hands the files of a corpus to a fuzz target, one after the other. Those that are named, or all of
 * the target's own folder. Each is a case (TAP); one that fails ends the program.
 */
#define _POSIX_C_SOURCE 200809L /* opendir() */

#include "fuzz/fuzz.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NAME_MAX_BYTES = 4096, FILES_MAX = 4096, INPUT_MAX = 1 << 20 };

static int replay_file(const char *name, size_t number, const char *shown)
{
    static uint8_t input[INPUT_MAX];
    FILE *file = fopen(name, "rb");
    size_t size;

    if (file == NULL) {
        printf("not ok %zu - %s can't be read\n", number, shown);
        return 0;
    }
    size = fread(input, 1, sizeof input, file);
    (void)fclose(file);
    fprintf(stderr, "%s: %zu bytes\n", shown, size); /* so that a crash says which it was */
    (void)LLVMFuzzerTestOneInput(input, size);
    printf("ok %zu - %s\n", number, shown);
    return 1;
}

static int compare_names(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* The names of the files of a folder, in order; gives their number. */
static size_t list_folder(const char *folder, char **names)
{
    DIR *open = opendir(folder);
    const struct dirent *entry;
    size_t count = 0;

    while (open != NULL && count < FILES_MAX && (entry = readdir(open)) != NULL) {
        size_t size = strlen(entry->d_name) + 1;
        if (entry->d_name[0] == '.' || (names[count] = (char *)malloc(size)) == NULL) {
            continue;
        }
        memcpy(names[count++], entry->d_name, size);
    }
    if (open != NULL) {
        (void)closedir(open);
    }
    qsort(names, count, sizeof *names, compare_names);
    return count;
}

static int replay_folder(const char *folder)
{
    static char *names[FILES_MAX];
    size_t count = list_folder(folder, names), fine = 0;

    for (size_t i = 0; i < count; i++) {
        char path[2 * NAME_MAX_BYTES];
        (void)snprintf(path, sizeof path, "%s/%s", folder, names[i]);
        fine += (size_t)replay_file(path, i + 1, names[i]);
        free(names[i]);
    }
    printf("1..%zu\n", count);
    return count > 0 && fine == count ? EXIT_SUCCESS : EXIT_FAILURE;
}

int main(int argc, char **argv)
{
    char folder[NAME_MAX_BYTES];
    const char *source = getenv("NRR_SOURCE");
    int fine = 0;

    if (argc == 1) {
        (void)snprintf(folder, sizeof folder, "%s/tests/fuzz/corpus/%s",
                       source == NULL ? "." : source, fuzz_target);
        return replay_folder(folder);
    }
    for (int i = 1; i < argc; i++) {
        fine += replay_file(argv[i], (size_t)i, argv[i]);
    }
    printf("1..%d\n", argc - 1);
    return fine == argc - 1 ? EXIT_SUCCESS : EXIT_FAILURE;
}
