using Workloads.Notebooks.Hosting;

namespace Workloads.Notebooks.Runs;

/// <summary>Something that a cell has shown.</summary>
internal abstract class ShownOutput;

/// <summary>Text written to the console.</summary>
internal sealed class StreamOutput(bool isError) : ShownOutput
{
    public bool IsError { get; } = isError;

    public CappedText Text { get; } = new(CellOutputs.TextLimit);
}

/// <summary>A value that was shown, or the cell's result.</summary>
internal sealed class ValueOutput(bool isResult, IReadOnlyList<MimeText> values) : ShownOutput
{
    public bool IsResult { get; } = isResult;

    public IReadOnlyList<MimeText> Values { get; set; } = values;
}

/// <summary>What a cell has shown so far, in order, and never more than a page can hold.</summary>
internal sealed class CellOutputs
{
    /// <summary>How many characters of a piece of console text are kept.</summary>
    public const int TextLimit = 1_000_000;

    private const int CountLimit = 500;
    private const long ValueLimit = 32_000_000;

    private readonly Lock _lock = new();
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
                stream = _outputs.OfType<StreamOutput>().LastOrDefault(s => s.IsError == isError && _outputs.Count >= CountLimit) ?? new StreamOutput(isError);
                if (_outputs.Count < CountLimit)
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
            var length = values.Sum(v => (long)v.Text.Length);
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
}
