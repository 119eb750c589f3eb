# SPDX-License-Identifier: MIT
# Prints what an mdoc page names in its NAME section, a name a line. Installation links each name
# to the page, so that `man nrr_ledger_new` finds the page of its family.
/^\.Sh / { in_name = $2 == "NAME" }
in_name && /^\.Nm / { print $2 }
