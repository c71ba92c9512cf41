namespace Workloads.Primes;

/// <summary>The twenty numbers of document 001 (B11), from 2 to 10^16 − 1, in its order: nine are prime, and the large ones take long.</summary>
public static class DocumentNumbers
{
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

    /// <summary>How many of them are prime.</summary>
    public const int Primes = 9;
}
