namespace Workloads.Charts;

/// <summary>The shapes that tell series apart where colour does not, and their names in Plotly.</summary>
internal static class Marker
{
    private static readonly (string Path, string Plotly)[] Shapes =
    [
        ("M-4.2 0a4.2 4.2 0 1 0 8.4 0a4.2 4.2 0 1 0-8.4 0z", "circle"),
        ("M-3.8-3.8h7.6v7.6h-7.6z", "square"),
        ("M0-5l4.9 8.4h-9.8z", "triangle-up"),
        ("M0-5.2l4.8 5.2-4.8 5.2-4.8-5.2z", "diamond"),
        ("M0 5l4.9-8.4h-9.8z", "triangle-down"),
        ("M-1.7-5h3.4v3.3h3.3v3.4h-3.3v3.3h-3.4v-3.3h-3.3v-3.4h3.3z", "cross"),
        ("M0-5.2l5 3.6-1.9 5.9h-6.2l-1.9-5.9z", "pentagon"),
        ("M-4.7-2.3l2.4-2.4 2.3 2.3 2.3-2.3 2.4 2.4-2.3 2.3 2.3 2.3-2.4 2.4-2.3-2.3-2.3 2.3-2.4-2.4 2.3-2.3z", "x"),
    ];

    public static string Path(int marker) => Shapes[marker % Shapes.Length].Path;

    public static string Plotly(int marker, bool hollow) => Shapes[marker % Shapes.Length].Plotly + (hollow ? "-open" : "");

    public static int Index(int marker) => marker % Shapes.Length;
}
