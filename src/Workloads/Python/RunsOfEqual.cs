namespace Workloads.Python;

/// <summary>Long lists of few different numbers, as runs of equal ones: <c>[[number, how many], …]</c>.</summary>
internal static class RunsOfEqual
{
    /// <summary>The runs of a list.</summary>
    public static List<long[]> Of(IEnumerable<long> numbers)
    {
        var runs = new List<long[]>();
        foreach (long number in numbers)
        {
            if (runs.Count > 0 && runs[^1][0] == number)
                runs[^1][1]++;
            else
                runs.Add([number, 1]);
        }

        return runs;
    }

    /// <summary>Writes the list that runs stand for, and says whether it has exactly the length of <paramref name="numbers"/>.</summary>
    public static bool TryExpand(IEnumerable<long[]> runs, Span<long> numbers)
    {
        foreach (long[] run in runs)
        {
            if (run is not [var number, var count] || count < 1 || count > numbers.Length)
                return false;
            numbers[..(int)count].Fill(number);
            numbers = numbers[(int)count..];
        }

        return numbers.IsEmpty;
    }
}
