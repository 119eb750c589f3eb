# SPDX-License-Identifier: MIT
# Blanks comments, and what is inside of string and character literals. Every line of the input is
# a line of the output.
{
    out = ""
    rest = $0
    while (rest != "") {
        if (in_comment) {
            at = index(rest, "*/")
            if (at == 0)
                break
            rest = substr(rest, at + 2)
            in_comment = 0
            out = out " "
        } else if (!match(rest, /\/\*|\/\/|["']/)) {
            out = out rest
            rest = ""
        } else {
            out = out substr(rest, 1, RSTART - 1)
            token = substr(rest, RSTART, RLENGTH)
            rest = substr(rest, RSTART + RLENGTH)
            if (token == "//")
                rest = ""
            else if (token == "/*")
                in_comment = 1
            else {
                while (rest != "") {
                    c = substr(rest, 1, 1)
                    rest = substr(rest, c == "\\" ? 3 : 2)
                    if (c == token)
                        break
                }
                # an #include keeps its quotes only; who wants its name reads the source
                out = out token token
            }
        }
    }
    print out
}
