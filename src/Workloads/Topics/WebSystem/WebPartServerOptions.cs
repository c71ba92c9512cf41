using Workloads.Processes;

namespace Workloads.Topics;

/// <summary>One part of a web system, as a server (B17).</summary>
internal sealed record WebPartServerOptions : ServerOptions
{
    internal const string Name = "web-part";

    /// <summary>The most rows of the smaller table.</summary>
    public const int MaxRows = 1_000_000;

    /// <summary>So many times as many rows has the larger table.</summary>
    public const int Growth = 10;

    /// <summary>Which part it is.</summary>
    public WebPart Part { get; init; }

    /// <summary>How many rows a database's smaller table has: from 1 to <see cref="MaxRows"/>.</summary>
    public int Rows { get; init => field = Bounds.Checked(value, 1, MaxRows, "rows"); } = 1_000;

    internal override string Kind => Name;

    internal static WebPartServerOptions Parse(ServerWords words) =>
        new() { Part = words.Choice("part", WebPart.Database), Rows = (int)words.Number("rows", 1_000, 1, MaxRows) };

    internal override IEnumerable<KeyValuePair<string, string>> ToWords() => [Word("part", Part), Word("rows", Rows)];

    internal override Task<IServer> OpenAsync() => Task.FromResult<IServer>(new WebPartServer(this));
}
