using System.Text;

namespace Workloads.Notebooks.Runs;

/// <summary>
/// One piece of a text that may grow too long: what <see cref="TextCap"/> lets it keep. May be used from several threads.
/// </summary>
/// <param name="cap">Shared by the pieces.</param>
internal sealed class CappedText(TextCap cap)
{
    private readonly StringBuilder _head = new();
    private readonly StringBuilder _tail = new();
    private long _leftOut;

    /// <summary>How many characters have been left out of the middle.</summary>
    public long LeftOut
    {
        get
        {
            lock (cap.Gate)
                return _leftOut;
        }
    }

    /// <summary>How many characters are kept.</summary>
    public int Length
    {
        get
        {
            lock (cap.Gate)
                return _head.Length + _tail.Length;
        }
    }

    public void Append(string text)
    {
        lock (cap.Gate)
        {
            var toHead = cap.TakeHead(text.Length);
            _head.Append(text, 0, toHead);
            _tail.Append(text, toHead, text.Length - toHead);
            cap.AddTail(this, text.Length - toHead);
        }
    }

    public override string ToString()
    {
        lock (cap.Gate)
        {
            if (_leftOut == 0)
                return $"{_head}{_tail}";
            return Invariant($"{_head}{(_head.Length > 0 ? "\n" : "")}… {_leftOut:N0} characters left out …\n{_tail}");
        }
    }

    /// <summary>Leaves out the tail's first characters.</summary>
    internal void Cut(int count)
    {
        _tail.Remove(0, count);
        _leftOut += count;
    }
}
