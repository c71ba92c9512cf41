namespace Workloads.Topics;

/// <summary>A part of a web system that runs as a process of its own and is asked over a socket (B17).</summary>
internal enum WebPart
{
    /// <summary>A database: it holds rows, and finds one by a scan or by an index.</summary>
    Database,

    /// <summary>A cache: it remembers answers.</summary>
    Cache,

    /// <summary>A queue: it keeps work until it is taken.</summary>
    Queue,
}

/// <summary>What a part is asked: a byte, followed by two numbers of 8 bytes; the answer is one number of 8 bytes.</summary>
internal enum WebPartVerb : byte
{
    /// <summary>Nothing: the first number comes back.</summary>
    Echo,

    /// <summary>The row of a key, by looking at every row before it; −1 when there is none.</summary>
    Scan,

    /// <summary>The row of a key, by the index.</summary>
    Find,

    /// <summary>The same among <see cref="WebPartServerOptions.Growth"/> times as many rows.</summary>
    FindAmongMore,

    /// <summary>Remembers the second number for the first.</summary>
    Remember,

    /// <summary>What is remembered for a key; −1 for nothing.</summary>
    Recall,

    /// <summary>Keeps the first number until it is taken, and says how many are kept.</summary>
    Leave,

    /// <summary>What was left first; −1 for nothing.</summary>
    Take,
}
