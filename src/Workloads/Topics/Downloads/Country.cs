namespace Workloads.Topics;

/// <summary>A country whose flag is served.</summary>
/// <param name="Code">Its two letters (ISO 3166-1).</param>
/// <param name="Name">Its name.</param>
public sealed record Country(string Code, string Name)
{
    /// <summary>The document's twenty: the most populous countries, in that order (C2).</summary>
    public static IReadOnlyList<Country> All { get; } =
    [
        new("CN", "China"), new("IN", "India"), new("US", "United States"), new("ID", "Indonesia"), new("BR", "Brazil"),
        new("PK", "Pakistan"), new("NG", "Nigeria"), new("BD", "Bangladesh"), new("RU", "Russia"), new("JP", "Japan"),
        new("MX", "Mexico"), new("PH", "Philippines"), new("VN", "Vietnam"), new("ET", "Ethiopia"), new("EG", "Egypt"),
        new("DE", "Germany"), new("IR", "Iran"), new("TR", "Turkey"), new("CD", "DR Congo"), new("FR", "France"),
    ];

    /// <inheritdoc/>
    public override string ToString() => $"{Name} ({Code})";
}
