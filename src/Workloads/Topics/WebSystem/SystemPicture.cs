using Workloads.Html;

namespace Workloads.Topics;

/// <summary>A system as boxes and arrows, drawn once and for all: no script, in the colours of whichever theme is in force.</summary>
/// <param name="Title">What it shows.</param>
/// <param name="Parts">The boxes.</param>
/// <param name="Flows">The arrows, each between two parts.</param>
[TypeFormatterSource(typeof(HtmlFormatterSource))]
internal sealed record SystemPicture(string Title, IReadOnlyList<SystemPart> Parts, IReadOnlyList<SystemFlow> Flows) : IDisplayable
{
    /// <summary>A line below it.</summary>
    public string Caption { get; init; } = "";

    /// <summary>The part of a name.</summary>
    /// <exception cref="ArgumentException">There is none; the message lists those there are.</exception>
    public SystemPart Find(string name) =>
        Parts.FirstOrDefault(part => string.Equals(part.Name, name, StringComparison.Ordinal))
        ?? throw new ArgumentException(
            $"There is no part '{name}'. There are: {string.Join(", ", Parts.Select(static part => part.Name))}.", nameof(name));

    /// <inheritdoc/>
    public string ToHtml() => SystemDrawing.Of(this);

    /// <summary>The picture in words.</summary>
    public override string ToString() => string.Join('\n', Parts.Select(part =>
        $"{part.Name}: {string.Join(' ', part.Does)} ({string.Join(", ", part.Experiments)})"
        + string.Concat(Flows.Where(flow => string.Equals(flow.From, part.Name, StringComparison.Ordinal))
            .Select(static flow => $"\n  → {flow.To}{(flow.What.Length > 0 ? $": {flow.What}" : "")}"))).Prepend(Title));
}
