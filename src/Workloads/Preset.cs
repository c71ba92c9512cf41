namespace Workloads;

/// <summary>How much a notebook measures.</summary>
public enum Preset
{
    /// <summary>Only whether every cell runs: a second or two for a notebook, and nothing is decided.</summary>
    Smoke,

    /// <summary>What a person waits for: ten to twenty seconds, enough to decide on a quiet machine.</summary>
    Quick,

    /// <summary>For the record: the documents' own parameters everywhere, and narrow intervals.</summary>
    Full,
}

/// <summary>Values that depend on the preset.</summary>
public static class Presets
{
    /// <summary>One value for each preset: <c>var callers = preset.Of(smoke: 10, quick: 100, full: 1_000);</c></summary>
    /// <typeparam name="T">The value's type.</typeparam>
    /// <param name="preset">The preset in force.</param>
    /// <param name="smoke">The value when only the running is tried.</param>
    /// <param name="quick">The value for a person who waits.</param>
    /// <param name="full">The value for the record.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is none of the three.</exception>
    public static T Of<T>(this Preset preset, T smoke, T quick, T full) => preset switch
    {
        Preset.Smoke => smoke,
        Preset.Quick => quick,
        Preset.Full => full,
        _ => throw new ArgumentOutOfRangeException(nameof(preset), preset, "A preset is Smoke, Quick or Full."),
    };
}
