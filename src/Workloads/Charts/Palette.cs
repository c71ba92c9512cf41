namespace Workloads.Charts;

/// <summary>
/// The project's colours. A colour has one meaning: an execution model has the same one in every figure, map and table, whichever
/// runtime ran it; runtimes are told apart by dash, marker or panel.
/// </summary>
public static class Palette
{
    /// <summary>How many colours there are; they are numbered from 0.</summary>
    public const int Count = 10;

    /// <summary>The colour of what others are compared with, such as one thread.</summary>
    public const int Grey = 7;

    private static readonly Dictionary<string, int> ByModel = new(StringComparer.OrdinalIgnoreCase)
    {
        ["sequential"] = Grey,
        ["one thread"] = Grey,
        ["dedicated threads"] = 0,
        ["threads"] = 0,
        ["async tasks"] = 1,
        ["processes"] = 2,
        ["process pool"] = 2,
        ["processes in chunks"] = 2,
        ["interpreters"] = 3,
        ["channel workers"] = 4,
        ["event loop"] = 5,
        ["asyncio"] = 5,
        ["parallel loop"] = 6,
        ["thread pool"] = 8,
        ["task queue"] = 9,
        ["queue"] = 9,
    };

    // Told apart with the common forms of colour blindness together with the markers, and by lightness in print; at least 3 : 1
    // against the background.
    private static readonly string[] Light =
        ["#1f6fc9", "#d2540a", "#17803d", "#a3339c", "#8f6d00", "#d1345b", "#5b4fc4", "#5f6b73", "#0a8796", "#85583c"];
    private static readonly string[] Dark =
        ["#5ea9f7", "#ff9a52", "#5cc97a", "#df86dd", "#e0bd3c", "#ff7f9c", "#aba2ff", "#a9b5bd", "#4fcbd8", "#cf9f80"];
    private static readonly string[] Middle =
        ["#3787e0", "#e2701f", "#2f9e55", "#bf59b9", "#ad8a14", "#e2577a", "#7d72d6", "#7f8b93", "#199fae", "#a5765a"];

    /// <summary>The models that have a colour of their own, by their names.</summary>
    public static IReadOnlyDictionary<string, int> Models => ByModel;

    /// <summary>The number of a model's colour; null when the name is none of a model.</summary>
    /// <param name="name">The model's name; what stands behind it in parentheses or after a comma, and where its pool starts, makes no
    /// difference.</param>
    public static int? Of(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return ByModel.TryGetValue(ModelOf(name), out int colour) ? colour : null;
    }

    /// <summary>A series' name without what tells it from others of the same model.</summary>
    internal static string ModelOf(string name)
    {
        int end = name.AsSpan().IndexOfAny('(', ',');
        return (end < 0 ? name : name[..end]).Replace(" with start-up", "", StringComparison.OrdinalIgnoreCase).Trim();
    }

    /// <summary>
    /// A colour that can be seen on a light and on a dark background, as <c>#rrggbb</c>, for what cannot follow the theme.
    /// </summary>
    /// <param name="colour">Its number; the colours repeat behind the last.</param>
    public static string Hex(int colour) => Middle[Within(colour)];

    internal static int Within(int colour) => ((colour % Count) + Count) % Count;

    /// <summary>Rules that give the classes <c>c0</c> to <c>c9</c> their colours in the theme that is in force.</summary>
    internal static string Rules { get; } =
        string.Concat(Light.Select((light, index) => Invariant($".wl .c{index}{{color:light-dark({light},{Dark[index]})}}")));
}
