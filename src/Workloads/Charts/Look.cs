namespace Workloads.Charts;

/// <summary>How a series, or a key of a timeline, looks wherever it appears.</summary>
internal sealed record Look(string Name, int Colour, LookShape Shape, LookStyle Style)
{
    /// <summary>Which of the markers it has; that of its colour unless another series has the same.</summary>
    public int Marker { get; init; } = Colour;

    /// <summary>Whether it stands back, in grey, so that others can be told apart.</summary>
    public bool IsBack { get; init; }

    /// <summary>Its number among what the legend lists, by which a script finds all that has this look.</summary>
    public int Number { get; init; }

    /// <summary>Whether its places are marked.</summary>
    public bool HasMarks { get; init; } = true;

    public bool IsHollow => Style is not LookStyle.Plain;
}

/// <summary>What stands for a series in the legend.</summary>
internal enum LookShape
{
    Line,
    Point,
    Box,
}

/// <summary>What tells series of one colour apart.</summary>
internal enum LookStyle
{
    /// <summary>Solid lines and filled marks.</summary>
    Plain,

    /// <summary>The same in another runtime: long dashes and hollow marks.</summary>
    Other,

    /// <summary>Numbers that were not measured here: dots and crosses.</summary>
    Quoted,
}
