using System.Runtime.InteropServices;

namespace Workloads.Interpreter;

/// <summary>A program as the machine runs it: all its steps in one piece of memory.</summary>
internal sealed unsafe class LoadedProgram : IDisposable
{
    private readonly int[] _firsts;
    private readonly int[] _sources;
    private bool _disposed;

    public LoadedProgram(StackProgram program, bool fuse)
    {
        Program = program;
        var translated = program.Functions.Select(function => new Quickener(function, fuse).Translate()).ToArray();
        _firsts = new int[translated.Length + 1];
        for (int number = 0; number < translated.Length; number++)
            _firsts[number + 1] = _firsts[number] + translated[number].Steps.Length;
        _sources = [.. translated.SelectMany(function => function.Sources)];

        Steps = (Quick*)NativeMemory.Alloc((nuint)Math.Max(1, _firsts[^1]), (nuint)sizeof(Quick));
        Functions = (QuickFunction*)NativeMemory.Alloc((nuint)Math.Max(1, translated.Length), (nuint)sizeof(QuickFunction));
        for (int number = 0; number < translated.Length; number++)
            Load(number, translated[number].Steps);
    }

    public StackProgram Program { get; }

    public Quick* Steps { get; }

    public QuickFunction* Functions { get; }

    /// <summary>The line of the text that a step was made for.</summary>
    public int LineOf(Quick* step)
    {
        int index = (int)(step - Steps);
        int function = 0;
        while (_firsts[function + 1] <= index)
            function++;
        return Program.Functions[function].Instructions[_sources[index]].Line;
    }

    public void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        NativeMemory.Free(Steps);
        NativeMemory.Free(Functions);
    }

    private void Load(int number, Quick[] steps)
    {
        int first = _firsts[number];
        for (int index = 0; index < steps.Length; index++)
        {
            Steps[first + index] = steps[index];

            // Calls and native calls name functions, all other targets are steps.
            if (steps[index].Code is not (QuickCode.Call or QuickCode.CallWithLocalPlusConstant or QuickCode.CallNative
                or QuickCode.PushGlobal or QuickCode.StoreGlobal))
                Steps[first + index].Target += first;
        }

        CodeObject code = Program.Functions[number];
        Functions[number] = new()
        {
            Entry = Steps + first + 1,
            Arguments = code.ParameterCount,
            Locals = code.Locals.Count,
            FrameSize = code.Locals.Count + StackMachine.FrameHead + code.StackDepth,
        };
    }
}
