"""Documents of a plan: what governors, wings, workshops and the detail office hold in their hands.

Every document is a pure function from a plan that was checked and measured to named files; who asks for them writes
them. The pictures are SVG, the pages HTML that needs nothing else.
"""
