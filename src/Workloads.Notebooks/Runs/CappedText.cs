using System.Text;

namespace Workloads.Notebooks.Runs;

/// <summary>A text of which the beginning and the end are kept when it grows too long.</summary>
/// <param name="limit">How many characters are kept, half of them from the beginning.</param>
internal sealed class CappedText(int limit)
{
    private readonly StringBuilder _head = new();
    private readonly Queue<string> _tail = new();
    private int _tailLength;
    private long _leftOut;

    /// <summary>How many characters have been left out of the middle.</summary>
    public long LeftOut => _leftOut;

    /// <summary>How many characters are kept.</summary>
    public int Length => _head.Length + _tailLength;

    public void Append(string text)
    {
        var toHead = Math.Clamp((limit / 2) - _head.Length, 0, text.Length);
        _head.Append(text, 0, toHead);
        if (toHead == text.Length)
            return;
        _tail.Enqueue(toHead == 0 ? text : text[toHead..]);
        _tailLength += text.Length - toHead;
        while (_tailLength - _tail.Peek().Length >= limit / 2)
            Drop();
    }

    public override string ToString()
    {
        if (_tail.Count == 0)
            return _head.ToString();
        var tail = string.Concat(_tail);
        var over = Math.Max(0, tail.Length - (limit / 2));
        if (_leftOut + over == 0)
            return _head + tail;
        return $"{_head}\n… {_leftOut + over:N0} characters left out …\n{tail.AsSpan(over)}";
    }

    private void Drop()
    {
        var dropped = _tail.Dequeue().Length;
        _tailLength -= dropped;
        _leftOut += dropped;
    }
}
