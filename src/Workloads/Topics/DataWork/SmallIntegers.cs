namespace Workloads.Topics;

/// <summary>
/// Numbers whose sums and products are exact in double precision, in whatever order they are computed: so the fast ways can be
/// held to the scalar result to the last bit.
/// </summary>
public static class SmallIntegers
{
    /// <summary>The numbers lie between this and its negative.</summary>
    public const int Largest = 8;

    /// <summary>So many whole numbers from −8 to 8.</summary>
    /// <param name="count">0 or more.</param>
    /// <param name="seed">The same seed gives the same numbers.</param>
    public static double[] Of(int count, int seed = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var random = new Random(seed);
        var numbers = new double[count];
        for (int i = 0; i < numbers.Length; i++)
            numbers[i] = random.Next(-Largest, Largest + 1);
        return numbers;
    }
}
