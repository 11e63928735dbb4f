"""What the public may know of counts of people, so that no small one can be worked out.

The cells are what people are counted in at the finest anyone reads: a council, a sector, a strand
and the priorities it serves. Three rules, for practitioners and for interactions alike:

1. A count under five is "fewer than 5".
2. A count is given exactly only where none of its cells is under five. So whichever exact counts
   are subtracted from each other, on whichever pages, a small cell is never among them.
3. Every other count is rounded: what is known to the nearest five, and apart from it what is
   hidden, pulled in by two from the least and the most it could be before it too is rounded. So a
   single hidden cell adds the same whatever it is, and no sum says that all were 0, or all 4.
"""

FEW = 5
FEWER = f"fewer than {FEW}"
NOT_COUNTED = "not counted"


def told(numbers, *, exactly):
    """Return the sum of some cells in words, for who may know it exactly or for everyone else.

    `numbers`: one for each cell in which a setting took part; None where nobody counted.
    """
    counted = [number for number in numbers if number is not None]
    if not counted:
        return NOT_COUNTED if numbers else "0"
    total, hidden = sum(counted), [number for number in counted if number < FEW]
    if exactly or (total >= FEW and not hidden):
        return f"{total:,}"
    if total < FEW:
        return FEWER
    return f"about {nearest(total - sum(hidden)) + nearest(pulled_in(hidden)):,}"


def pulled_in(hidden):
    """Return a sum of hidden numbers, kept two away from the least and the most it could be."""
    return min(max(sum(hidden), 2), (FEW - 1) * len(hidden) - 2)


def nearest(number):
    """Return a number rounded to the nearest five."""
    return (number + FEW // 2) // FEW * FEW
