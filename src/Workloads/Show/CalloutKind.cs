namespace Workloads.Show;

/// <summary>What a sentence beside a result says.</summary>
internal enum CalloutKind
{
    /// <summary>What was found.</summary>
    Finding,

    /// <summary>What to mind.</summary>
    Caution,

    /// <summary>What was left out, and why.</summary>
    LeftOut,
}
