namespace Workloads.Charts;

/// <summary>The shapes that tell series apart where colour does not.</summary>
internal static class Marker
{
    private static readonly string[] Shapes =
    [
        "M-4.2 0a4.2 4.2 0 1 0 8.4 0a4.2 4.2 0 1 0-8.4 0z",
        "M-3.8-3.8h7.6v7.6h-7.6z",
        "M0-5l4.9 8.4h-9.8z",
        "M0-5.2l4.8 5.2-4.8 5.2-4.8-5.2z",
        "M0 5l4.9-8.4h-9.8z",
        "M-1.7-5h3.4v3.3h3.3v3.4h-3.3v3.3h-3.4v-3.3h-3.3v-3.4h3.3z",
        "M0-5.2l5 3.6-1.9 5.9h-6.2l-1.9-5.9z",
        "M-5 0l2.5-4.4h5l2.5 4.4-2.5 4.4h-5z",
        "M-5.4-2.6h10.8v5.2h-10.8z",
        "M-2.6-5.4h5.2v10.8h-5.2z",
        "M-3.8-3.8l7.6 7.6M-3.8 3.8l7.6-7.6",
    ];

    /// <summary>What was not measured here is marked by a cross, whatever its colour.</summary>
    private const int Cross = 10;

    public static string Path(int index) => Shapes[index];

    public static int Index(Look look) => look.Style is LookStyle.Quoted ? Cross : look.Marker % Cross;
}
