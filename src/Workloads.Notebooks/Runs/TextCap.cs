namespace Workloads.Notebooks.Runs;

/// <summary>
/// Keeps the beginning and the end of a text that comes in pieces, and leaves out the middle, over however many pieces it goes.
/// </summary>
/// <param name="limit">How many characters are kept of all pieces together, half of them from the beginning.</param>
internal sealed class TextCap(int limit)
{
    // The tails' runs of characters in the order in which they came.
    private readonly Queue<Run> _runs = new();
    private Run? _newest;
    private int _headLeft = limit / 2;
    private int _tailLength;

    /// <summary>Held while a piece changes or is read.</summary>
    internal Lock Gate { get; } = new();

    /// <summary>How many of a piece's next characters belong to the beginning.</summary>
    internal int TakeHead(int length)
    {
        var taken = Math.Min(length, _headLeft);
        _headLeft -= taken;
        return taken;
    }

    /// <summary>
    /// Takes note of characters that a piece has got at its end, and has the oldest left out where there are too many now.
    /// </summary>
    internal void AddTail(CappedText piece, int length)
    {
        if (length == 0)
            return;
        if (_newest is null || _newest.Piece != piece)
            _runs.Enqueue(_newest = new Run(piece));
        _newest.Length += length;
        _tailLength += length;
        while (_tailLength > limit / 2)
        {
            var oldest = _runs.Peek();
            var cut = Math.Min(oldest.Length, _tailLength - (limit / 2));
            oldest.Piece.Cut(cut);
            oldest.Length -= cut;
            _tailLength -= cut;
            if (oldest.Length == 0 && oldest != _newest)
                _runs.Dequeue();
        }
    }

    private sealed class Run(CappedText piece)
    {
        public CappedText Piece { get; } = piece;

        public int Length { get; set; }
    }
}
