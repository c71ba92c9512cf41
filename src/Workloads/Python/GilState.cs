namespace Workloads.Python;

/// <summary>Whether a CPython build runs its threads one at a time.</summary>
internal enum GilState
{
    /// <summary>The build does not say.</summary>
    Unknown,

    /// <summary>One thread at a time runs Python, as in every build up to 3.12.</summary>
    On,

    /// <summary>Threads run Python side by side: a free-threaded build (PEP 703).</summary>
    Off,
}
