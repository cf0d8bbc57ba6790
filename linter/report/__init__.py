"""The editors' report: one HTML file, or tables, that answer “are we exposed, where first, who, is it getting better”.

``gather`` and ``saved`` build the model (``model``) from a run or a saved JSON file; ``owners``, ``history`` and ``redact``
complete or filter it; ``page`` and ``sheets`` write it. Nothing here runs checks, and ``affilint check`` loads none of it.
"""
