namespace Workloads.Primes;

/// <summary>The twenty numbers of document 001 (B11), from 2 to 10^16 − 1, in its order: nine are prime, and the large ones take long.</summary>
public static class DocumentNumbers
{
    /// <summary>How many of them are prime.</summary>
    public const int Primes = 9;

    /// <summary>A number with a smaller factor is found out at once.</summary>
    private const long SmallFactor = 10_000;

    /// <summary>All twenty.</summary>
    public static IReadOnlyList<long> All { get; } =
    [
        2,
        3_333_333_333_333_333,
        4_444_444_444_444_444,
        5_555_555_555_555_555,
        6_666_666_666_666_666,
        142_702_110_479_723,
        7_777_777_777_777_777,
        299_593_572_317_531,
        9_999_999_999_999_999,
        3_333_333_333_333_301,
        3_333_335_652_092_209,
        4_444_444_488_888_889,
        4_444_444_444_444_423,
        5_555_553_133_149_889,
        5_555_555_555_555_503,
        6_666_666_666_666_719,
        6_666_667_141_414_921,
        7_777_777_536_340_681,
        7_777_777_777_777_753,
        9_999_999_999_999_917,
    ];

    /// <summary>
    /// Twenty numbers of the same kinds, about so many times smaller: primes stay primes, those with a small factor keep one, and
    /// squares of primes stay that. A check's time falls with the root.
    /// </summary>
    /// <param name="times">From 1 to 1,000,000.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="times"/> lies outside its range.</exception>
    public static IReadOnlyList<long> Smaller(int times) => times switch
    {
        1 => All,
        > 1 and <= 1_000_000 => [.. All.Select(number => Smaller(number, times))],
        _ => throw new ArgumentOutOfRangeException(nameof(times), times, "The numbers can be made from 1 to 1,000,000 times smaller."),
    };

    private static long Smaller(long number, int times)
    {
        long goal = Math.Max(2, number / times);
        long factor = SmallestFactor(number);
        if (factor == number)
            return PrimeUpTo(goal);
        if (factor < SmallFactor)
            return Math.Max(2, goal / factor) * factor;
        long root = PrimeUpTo(Primality.IntegerRoot(goal));
        return root * root;
    }

    private static long PrimeUpTo(long number)
    {
        while (!Primality.IsPrime(number))
            number--;
        return number;
    }

    private static long SmallestFactor(long number)
    {
        if (Primality.IsPrime(number))
            return number;
        long factor = 2;
        while (number % factor != 0)
            factor++;
        return factor;
    }
}
