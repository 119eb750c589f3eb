/* SPDX-License-Identifier: MIT */
/* What the program says about itself. */
#ifndef NRR_REPORT_OPTIONS_HELP_H
#define NRR_REPORT_OPTIONS_HELP_H

/* How the program is called: two lines. */
extern const char options_usage[];

/* --help and --version count wherever they stand, and whatever else does. Returns 1 if one of them
 * was there, and what it asks for is printed. */
int options_say(int argc, char **argv);

#endif
