namespace Workloads.Notebooks.Hosting;

/// <summary>What a frame between the runner and its processes holds.</summary>
internal enum FrameKind : byte
{
    /// <summary>Runner to process: the notebook's file and what marks the end of a cell's console text, once, as JSON.</summary>
    Open = (byte)'n',

    /// <summary>Process to runner: it has started, and can take cells.</summary>
    Ready = (byte)'w',

    /// <summary>Runner to process: a cell to run, as JSON.</summary>
    Run = (byte)'r',

    /// <summary>Process to runner, and runner to compiler: code to compile, as JSON. The answer comes before another is sent.</summary>
    Compile = (byte)'c',

    /// <summary>Compiler to runner, and runner to process: the compiled code, as JSON.</summary>
    Compiled = (byte)'a',

    /// <summary>Process to runner: the cell has begun.</summary>
    Started = (byte)'s',

    /// <summary>Process to runner: text written to the console's output.</summary>
    Output = (byte)'o',

    /// <summary>Process to runner: text written to the console's error stream.</summary>
    ErrorOutput = (byte)'e',

    /// <summary>Process to runner: something shown, or replaced in place, as JSON.</summary>
    Shown = (byte)'d',

    /// <summary>Process to runner: the cell has ended, as JSON.</summary>
    Finished = (byte)'f',
}
