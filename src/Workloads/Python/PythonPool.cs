namespace Workloads.Python;

/// <summary>How CPython runs many calls: the document's own ways, and two that came later.</summary>
internal enum PythonPool
{
    /// <summary>No pool: one call after the other on one thread (A3).</summary>
    OneThread,

    /// <summary><c>asyncio</c>: one thread that turns to another call whenever one waits (C10).</summary>
    EventLoop,

    /// <summary>A <c>ThreadPoolExecutor</c>, each call submitted, results read as they complete (A4).</summary>
    Threads,

    /// <summary>A <c>ProcessPoolExecutor</c>, each call submitted, results read as they complete (A7).</summary>
    Processes,

    /// <summary>A <c>ProcessPoolExecutor</c> whose calls travel in chunks, with <c>map</c>.</summary>
    ProcessesInChunks,

    /// <summary>Threads with an interpreter and a GIL of its own each (A11).</summary>
    Interpreters,
}
