using Workloads.Models;

namespace Workloads.Topics;

/// <summary>
/// A task driven by a generator (document 000, experiment A1): it runs the generator to its next yield, which gives out a
/// future; when that is done, it sends the future's result in and runs on; where the generator ends, the task has its own
/// result. This trampoline is how Python's coroutines began, and what <c>await</c> compiles to here.
/// </summary>
/// <typeparam name="T">What futures and the task result in.</typeparam>
public sealed class GeneratorTask<T>
{
    private readonly IEnumerator<Task<T>> _generator;
    private readonly Mailbox<T> _mailbox = new();
    private readonly TaskCompletionSource<T> _completion = new();
    private readonly List<string> _steps = [];
    private readonly bool _keepsSteps;

    private GeneratorTask(Func<Mailbox<T>, IEnumerator<Task<T>>> generator, bool keepsSteps) =>
        (_generator, _keepsSteps) = (generator(_mailbox), keepsSteps);

    /// <summary>Ends with the generator: with what it returned, or what it threw.</summary>
    public Task<T> Completion => _completion.Task;

    /// <summary>What happened, in order: each value sent in, each future that came out, and the end.</summary>
    public IReadOnlyList<string> Steps => _steps;

    /// <summary>Starts a generator on this thread, and returns at its first future that is not done yet, or at its end.</summary>
    /// <param name="generator">
    /// Makes the generator. It yields futures, finds the result of each in the mailbox behind the yield, and leaves its own
    /// result there: C#'s iterators take nothing in and return nothing, which Python's do.
    /// </param>
    /// <param name="keepSteps">Whether <see cref="Steps"/> are kept.</param>
    public static GeneratorTask<T> Start(Func<Mailbox<T>, IEnumerator<Task<T>>> generator, bool keepSteps = true)
    {
        ArgumentNullException.ThrowIfNull(generator);
        var task = new GeneratorTask<T>(generator, keepSteps);
        task.Note("send nothing: the generator starts");
        task.Step();
        return task;
    }

    /// <summary>Runs the generator to its next yield, and has the future there wake the task up.</summary>
    private void Step()
    {
        Task<T> future;
        try
        {
            if (!_generator.MoveNext())
            {
                Note(Invariant($"StopIteration: the result is {_mailbox.Returned}"));
                _generator.Dispose();
                _completion.SetResult(_mailbox.Returned);
                return;
            }

            future = _generator.Current;
            Note(future.IsCompleted ? "a future comes out, done already" : "a future comes out");
        }
        catch (Exception exception)
        {
            Note($"the generator threw: {exception.Message}");
            _generator.Dispose();
            _completion.SetException(exception);
            return;
        }

        // Where the future runs the callback the task runs on: on the event loop, when it was started there.
        future.GetAwaiter().OnCompleted(() => WakeUp(future));
    }

    private void WakeUp(Task<T> future)
    {
        _mailbox.Put(future);
        if (_keepsSteps)
            Note(future.IsCompletedSuccessfully ? Invariant($"wake up: send {future.Result}")
                : "wake up: throw what the future failed with");
        Step();
    }

    private void Note(string step)
    {
        if (_keepsSteps)
            _steps.Add(step);
    }
}
