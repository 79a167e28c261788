"""What stands on paper: tokens and ruled lines of a page, in reading order, and the text that they make.

A page comes as a :class:`Sheet`, from a text layer (``layer``) or by recognition (``recognise``); what follows is the
same for both: furniture and stamps apart (``furniture``), ruled tables (``grids``), the two columns of head and tail
(``columns``), lines and paragraphs (``rows``), and the text with its places (``setting``).
"""
