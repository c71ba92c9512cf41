using Workloads.Interpreter;

namespace Workloads;

/// <summary>
/// The twenty numbers of document 001 (B11), from 2 to 10^16 − 1, in its order: nine are prime, and the large ones take long.
/// </summary>
public static class DocumentNumbers
{
    /// <summary>How many of them are prime.</summary>
    public const int Primes = 9;

    /// <summary>The numbers, each with its smallest factor; 1 for the primes.</summary>
    private static readonly (long Number, long Factor)[] _numbers =
    [
        (2, 1),
        (3_333_333_333_333_333, 3),
        (4_444_444_444_444_444, 2),
        (5_555_555_555_555_555, 5),
        (6_666_666_666_666_666, 2),
        (142_702_110_479_723, 1),
        (7_777_777_777_777_777, 7),
        (299_593_572_317_531, 1),
        (9_999_999_999_999_999, 3),
        (3_333_333_333_333_301, 1),
        (3_333_335_652_092_209, 57_735_047),
        (4_444_444_488_888_889, 66_666_667),
        (4_444_444_444_444_423, 1),
        (5_555_553_133_149_889, 74_535_583),
        (5_555_555_555_555_503, 1),
        (6_666_666_666_666_719, 1),
        (6_666_667_141_414_921, 81_649_661),
        (7_777_777_536_340_681, 88_191_709),
        (7_777_777_777_777_753, 1),
        (9_999_999_999_999_917, 1),
    ];

    /// <summary>All twenty.</summary>
    public static IReadOnlyList<long> All { get; } = [.. _numbers.Select(static pair => pair.Number)];

    /// <summary>
    /// Twenty numbers of the same kinds, about so many times smaller: primes stay primes, those with a small factor keep it, and
    /// those without become squares of primes. A check's time falls with the root.
    /// </summary>
    /// <param name="times">From 1 to 1,000,000.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="times"/> lies outside its range.</exception>
    public static IReadOnlyList<long> Smaller(int times) => times switch
    {
        1 => All,
        > 1 and <= 1_000_000 => [.. _numbers.Select(pair => Smaller(Math.Max(2, pair.Number / times), pair.Factor))],
        _ => throw new ArgumentOutOfRangeException(nameof(times), times, "The numbers can be made from 1 to 1,000,000 times smaller."),
    };

    private static long Smaller(long goal, long factor)
    {
        if (factor == 1)
            return PrimeUpTo(goal);
        long root = IntegerRoot.Of(goal);
        if (factor < root)
            return goal / factor * factor;
        long prime = PrimeUpTo(root);
        return prime * prime;
    }

    private static long PrimeUpTo(long number)
    {
        while (!Primality.IsPrime(number))
            number--;
        return number;
    }
}
