"""Reading: report to claims, behind one small protocol."""
