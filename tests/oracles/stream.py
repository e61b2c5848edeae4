"""A fixed sequence of numbers that the programs of this folder draw their cases from."""


class Stream:
    """A fixed sequence of numbers (the constants of Knuth's MMIX)."""

    def __init__(self, seed):
        self.state = seed

    def below(self, bound):
        """A number from 0 to bound - 1, of as many draws as the bound needs."""
        value = 0
        for _ in range(len(str(bound)) // 8 + 1):
            self.state = (self.state * 6364136223846793005 + 1442695040888963407) % 2**64
            value = value * 2**32 + (self.state >> 32)
        return value % bound

    def pick(self, items):
        return items[self.below(len(items))]

    def blocks(self, count, head):
        """Some block numbers from 1 to head, each once, in order."""
        return sorted({1 + self.below(head) for _ in range(count)})
