"""The editors' report: one HTML file, or tables, that answer “are we exposed, where first, who, is it getting better”.

``gather`` and ``saved`` make the model (``model``) of a run or of a saved JSON file; ``owners``, ``history`` and ``redact``
complete or narrow it; ``page`` and ``sheets`` write it. Nothing here checks anything, and ``affilint check`` loads none of it.
"""
