namespace Workloads.Topics;

/// <summary>What the flag server does with a request.</summary>
internal enum Ending
{
    Answer,
    Refuse,
    CutOff,
    Hang,
}

/// <summary>
/// What becomes of a request: it follows from the seed, from what is asked for and from how often that was asked before, and so
/// not from the order in which requests happen to arrive.
/// </summary>
internal readonly record struct RequestFate(Ending Ending, TimeSpan Latency)
{
    public static RequestFate Of(FlagServerOptions options, string path, int attempt)
    {
        ulong state = Hash(path) ^ ((ulong)(uint)options.Seed << 32) ^ (uint)attempt;
        double luck = Next(ref state), delay = Next(ref state);
        Ending ending =
            luck < options.HangRate ? Ending.Hang
            : luck < options.HangRate + options.ErrorRate / 2 ? Ending.Refuse
            : luck < options.HangRate + options.ErrorRate ? Ending.CutOff
            : Ending.Answer;
        return new(ending, options.Latency + delay * options.Jitter);
    }

    /// <summary>FNV-1a: the same in every process, which string's own hash is not.</summary>
    private static ulong Hash(string text)
    {
        ulong hash = 14_695_981_039_346_656_037;
        foreach (char letter in text)
            hash = (hash ^ letter) * 1_099_511_628_211;
        return hash;
    }

    /// <summary>SplitMix64 (Steele, Lea and Flood, 2014): a number from 0 up to 1.</summary>
    private static double Next(ref ulong state)
    {
        state += 0x9E37_79B9_7F4A_7C15;
        ulong mixed = state;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58_476D_1CE4_E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D0_49BB_1331_11EB;
        return ((mixed ^ (mixed >> 31)) >> 11) * (1.0 / (1UL << 53));
    }
}
