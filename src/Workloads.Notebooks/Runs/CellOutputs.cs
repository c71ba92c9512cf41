using Workloads.Notebooks.Hosting;

namespace Workloads.Notebooks.Runs;

/// <summary>Something that a cell has shown.</summary>
internal abstract class ShownOutput;

/// <summary>Text written to the console.</summary>
internal sealed class StreamOutput(bool isError, TextCap cap) : ShownOutput
{
    public bool IsError { get; } = isError;

    public CappedText Text { get; } = new(cap);
}

/// <summary>A value that was shown, or the cell's result.</summary>
internal sealed class ValueOutput(bool isResult, IReadOnlyList<MimeText> values) : ShownOutput
{
    public bool IsResult { get; } = isResult;

    public IReadOnlyList<MimeText> Values { get; set; } = values;

    public long Length => LengthOf(Values);

    public static long LengthOf(IReadOnlyList<MimeText> values) => values.Sum(v => (long)v.Text.Length);
}

/// <summary>What a cell has shown so far, in order, and never more than a page can hold.</summary>
internal sealed class CellOutputs
{
    /// <summary>How many characters of a cell's console text are kept, whatever it showed in between.</summary>
    public const int TextLimit = 1_000_000;

    private const int CountLimit = 500;
    private const long ValueLimit = 32_000_000;

    private readonly Lock _lock = new();
    private readonly TextCap _textCap = new(TextLimit);
    private readonly List<ShownOutput> _outputs = [];
    private long _valueLength;
    private int _leftOut;

    /// <summary>How many outputs were not kept, since there were too many or they were too long together.</summary>
    public int LeftOut => _leftOut;

    public IReadOnlyList<ShownOutput> Snapshot()
    {
        lock (_lock)
            return [.. _outputs];
    }

    public void AddText(bool isError, string text)
    {
        lock (_lock)
        {
            if (_outputs.LastOrDefault() is not StreamOutput stream || stream.IsError != isError)
            {
                // Past the limit a text joins the last one of its stream; where there is none, it is the one output more.
                var last = _outputs.Count < CountLimit ? null : _outputs.OfType<StreamOutput>().LastOrDefault(s => s.IsError == isError);
                stream = last ?? new StreamOutput(isError, _textCap);
                if (last is null)
                    _outputs.Add(stream);
            }

            stream.Text.Append(text);
        }
    }

    /// <summary>Adds a value.</summary>
    /// <returns>The output; null when it is not kept.</returns>
    public ValueOutput? Add(bool isResult, IReadOnlyList<MimeText> values)
    {
        lock (_lock)
        {
            var length = ValueOutput.LengthOf(values);
            if (_outputs.Count >= CountLimit || _valueLength + length > ValueLimit)
            {
                _leftOut++;
                return null;
            }

            _valueLength += length;
            var output = new ValueOutput(isResult, values);
            _outputs.Add(output);
            return output;
        }
    }

    /// <summary>Puts another value in the place of one; where it would be too long, what stood there stays.</summary>
    public void Replace(ValueOutput output, IReadOnlyList<MimeText> values)
    {
        lock (_lock)
        {
            var more = ValueOutput.LengthOf(values) - output.Length;
            if (_valueLength + more > ValueLimit)
            {
                _leftOut++;
                return;
            }

            _valueLength += more;
            output.Values = values;
        }
    }
}
