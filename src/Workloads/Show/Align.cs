namespace Workloads.Show;

/// <summary>Which side of its column a cell's text stands on.</summary>
internal enum Align
{
    /// <summary>Numbers right, all else left.</summary>
    Auto,

    /// <summary>Left.</summary>
    Left,

    /// <summary>Right.</summary>
    Right,
}
