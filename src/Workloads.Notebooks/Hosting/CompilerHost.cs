using System.Collections.Concurrent;
using Workloads.Notebooks.Engine;

namespace Workloads.Notebooks.Hosting;

/// <summary>The process that compiles what the notebooks' processes run. It ends when the runner is gone.</summary>
internal static class CompilerHost
{
    /// <summary>The argument that makes this program the compiler.</summary>
    public const string Argument = "--compiler";

    public static int Run(string controlHandle, string eventHandle)
    {
        var (requests, answers) = OwnProcess.Join(controlHandle, eventHandle);
        var compilers = new ConcurrentDictionary<int, ScriptCompiler>();
        while (requests.Read())
        {
            var request = requests.Json(MessageJson.Default.CompilerRequest);
            if (request.Wanted is { } wanted)
                _ = Task.Run(() => Answer(request.Notebook, compilers.GetOrAdd(request.Notebook, _ => new ScriptCompiler(request.Folder)),
                    wanted));
            else if (compilers.TryRemove(request.Notebook, out _))
                GC.Collect(); // what it knew of a notebook is most of what it holds, and of no more use
        }

        return 0;

        void Answer(int notebook, ScriptCompiler compiler, CompileMessage wanted) =>
            answers.WriteJson(FrameKind.Compiled, new CompilerAnswer(notebook, compiler.Compile(wanted)),
                MessageJson.Default.CompilerAnswer);
    }
}
