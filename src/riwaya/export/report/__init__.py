"""The report: one self-contained HTML page that opens offline, with the accounts of every incident side by side."""

from riwaya.export.report.page import render_report

__all__ = ["render_report"]
