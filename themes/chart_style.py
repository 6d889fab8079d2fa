"""The look of static/css/components/figures.css, for drawings that stand alone: in documents and in files.

Every mark that is needed to understand a drawing is at least three times as light or dark as the paper (a test
computes it); lines across the plot are only help, for the numbers stand beside the lines' ends.
"""

STYLE = (
    "text{font-family:'Source Sans 3',sans-serif;font-size:13px;fill:#4d565b}"
    ".grid{stroke:#e4e7e9;stroke-width:1}.base{stroke:#5f686d;stroke-width:1}"
    ".own,.peer,.land{fill:none;stroke-linejoin:round;stroke-linecap:round}"
    ".own{stroke:#00357a;stroke-width:3.5}.peer{stroke:#5f7fa3;stroke-width:1.5}"
    ".land{stroke:#757d82;stroke-width:2;stroke-dasharray:5 4}.dot{fill:#00357a;stroke:#fff;stroke-width:1.5}"
    ".t-own{fill:#00357a;font-weight:700;font-size:14px}.t-land{font-weight:600}.t-peer{fill:#54708f;font-size:12px}"
    ".bar{fill:#7a94b3}.bar--own{fill:#00357a}.bl{font-size:12px;fill:#212121}.bl--own{fill:#00357a;font-weight:700}"
    ".soft{fill:#fff;stroke-width:2;stroke-dasharray:none}rect.soft{stroke:#7a94b3}"
    ".bar--own.soft{stroke:#00357a;stroke-width:3}"
    ".gap{fill:none;stroke:#212121;stroke-width:1.5}.t-gap{fill:#212121;font-size:12px}"
)
"""Rules for the marks of a chart."""
SHEET_STYLE = STYLE + (
    "text{font-family:'Source Sans 3',Arial,Helvetica,'Liberation Sans',sans-serif}"
    ".paper{fill:#fff}.head{font-size:16px;font-weight:700;fill:#00357a}.small{font-size:11px;fill:#5f686d}"
    ".tile{stroke:#6f8db0;stroke-width:1}.v0{fill:#f7f7f8}.v1{fill:#eaf2fa}.v2{fill:#c5dbf0}.v3{fill:#8fb8e2}"
    ".v4{fill:#00357a}.tn{font-size:11px;font-weight:600;fill:#212121}.tv{font-size:15px;font-weight:700;fill:#212121}"
    ".w4{fill:#fff}"
)
"""Rules for a chart that is a file of its own, with its words around it and for the regions' map."""
