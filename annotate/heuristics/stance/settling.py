"""Settling: which proposals stand where their cues overlap: the better ones, none below the least score."""

from annotate.heuristics.stance.attributions import Attribution

_LEAST_SCORE = 0.4


def settle(proposed: list[Attribution]) -> tuple[list[Attribution], list[Attribution]]:
    """Return the proposals whose cues do not overlap, better ones first taken, and those that lost."""
    kept: list[Attribution] = []
    lost: list[Attribution] = []
    for one in sorted(proposed, key=lambda a: (a.cue, -a.score)):
        if one.score < _LEAST_SCORE:
            lost.append(one)
        elif kept and one.cue[0] < kept[-1].cue[1]:
            worse = one if one.score <= kept[-1].score else kept[-1]
            if worse is not one:
                kept[-1] = one
            lost.append(worse)
        else:
            kept.append(one)
    return kept, lost
