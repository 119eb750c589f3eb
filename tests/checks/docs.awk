# SPDX-License-Identifier: MIT
# Writes each example of a document to a file of its own, OUT/LINE.LANGUAGE: of Markdown the fenced
# blocks that name a language, of an mdoc page what its EXAMPLES show (all of it C).
function begin(language)
{
    file = sprintf("%s/%05d.%s", out, FNR + 1, language)
    printf "" >file
}
function end()
{
    close(file)
    file = ""
}

file != "" && (/^```$/ || /^\.Ed/) { end(); next }
file != "" {
    if (FILENAME ~ /\.[0-9]$/)
        gsub(/\\e/, "\\")
    print >file
    next
}
/^```python$/ { begin("py"); next }
/^```ruby$/ { begin("rb"); next }
/^```[a-z]+$/ { begin(substr($0, 4)) }
/^\.Sh / { in_examples = $2 == "EXAMPLES" }
/^\.Bd / && in_examples { begin("c") }
