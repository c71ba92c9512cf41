namespace Workloads.Show;

/// <summary>A number as people read it, in the parts by which a column is aligned: 12, .5 and ms.</summary>
internal readonly record struct NumberText
{
    public NumberText(string text)
    {
        int end = text.AsSpan().LastIndexOfAnyInRange('0', '9') + 1;
        int dot = text.AsSpan(0, end).LastIndexOf('.');
        Unit = text[end..];
        Whole = text[..(dot < 0 ? end : dot)];
        Fraction = dot < 0 ? "" : text[dot..end];
    }

    public string Whole { get; }

    /// <summary>The point and what follows it; empty for whole numbers.</summary>
    public string Fraction { get; }

    /// <summary>The unit, with the space before it.</summary>
    public string Unit { get; }
}
