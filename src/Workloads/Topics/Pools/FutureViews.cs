using Workloads.Python;
using Workloads.Show;

namespace Workloads.Topics;

/// <summary>How the abilities of futures are shown (D9).</summary>
public static class FutureViews
{
    /// <summary>What came out for each ability, beside its name in Python.</summary>
    /// <param name="abilities">The abilities that were tried.</param>
    /// <param name="python">The build that tried the same; null when there was none.</param>
    /// <param name="there">What came out there.</param>
    public static Table ToTable(this IEnumerable<FutureAbility> abilities, CPython? python = null,
        IReadOnlyList<PythonFutureAbility>? there = null)
    {
        (string, Func<FutureAbility, object?>)[] columns =
        [
            ("concurrent.futures", ability => ability.Python),
            (".NET", ability => ability.DotNet),
            ("what came out", ability => ability.Outcome),
        ];
        return Table.Of(
            "",
            abilities,
            python is null ? columns : [.. columns, ($"in {python}", ability =>
                there?.FirstOrDefault(one => string.Equals(one.Name, ability.Python, StringComparison.Ordinal))?.Outcome)]);
    }
}
