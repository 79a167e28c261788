"""Answers to take away: plain answers of the use cases become files. Pure: no store, no clock, no click, no streamlit.

``register`` (tasks as the office's lines) → ``sheet`` (XLSX), ``commas`` (CSV), ``agenda`` (ICS).
"""
