using System.Diagnostics;
using Workloads.Processes;

namespace Workloads.Topics;

/// <summary>
/// Children in a chain: what one prints, the next one reads, and all of them run at the same time (E2). A child that has
/// read enough ends the ones before it, as in a shell.
/// </summary>
/// <param name="commands">The commands, 1 or more.</param>
public sealed class Pipeline(params IReadOnlyList<Command> commands)
{
    /// <summary>The commands, in their order.</summary>
    public IReadOnlyList<Command> Commands { get; } = commands.Count > 0
        ? commands
        : throw new ArgumentOutOfRangeException(nameof(commands), commands.Count, "A chain has 1 command or more.");

    /// <summary>Runs the chain.</summary>
    /// <param name="input">What the first one reads.</param>
    /// <param name="timeout">How long all of it may take before every child is ended.</param>
    /// <param name="cancellationToken">Ends every child.</param>
    /// <exception cref="System.ComponentModel.Win32Exception">A program is missing; nothing is left running.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled; nothing is left running.</exception>
    public async Task<PipelineResult> RunAsync(ReadOnlyMemory<byte> input = default, TimeSpan? timeout = null,
        CancellationToken cancellationToken = default)
    {
        long started = Stopwatch.GetTimestamp();
        var children = new List<ChildProcess>();
        try
        {
            StartAll(children, input);
            ChildResult[] results = await Task.WhenAll(children.Select(child => child.WaitAsync(timeout, cancellationToken)))
                .ConfigureAwait(false);
            return new(results, Stopwatch.GetElapsedTime(started));
        }
        finally
        {
            await Task.WhenAll(children.Select(child => child.DisposeAsync().AsTask())).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public override string ToString() => string.Join(" | ", Commands);

    private void StartAll(List<ChildProcess> children, ReadOnlyMemory<byte> input)
    {
        var junctions = Commands.Skip(1).Select(_ => new Junction()).ToArray();
        for (int place = 0; place < Commands.Count; place++)
        {
            Junction? before = place > 0 ? junctions[place - 1] : null, after = place < junctions.Length ? junctions[place] : null;
            try
            {
                children.Add(ChildProcess.Start(
                    Commands[place],
                    feed: before is null ? stream => stream.WriteAsync(input).AsTask() : before.JoinAsync,
                    passOn: after is null ? null : after.PassOnAsync));
            }
            catch
            {
                before?.Break();
                throw;
            }
        }
    }

    /// <summary>The place where one child's output becomes the next one's input.</summary>
    private sealed class Junction
    {
        private readonly TaskCompletionSource<Stream> _next = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _passed = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>The next child's side: it may close its input once everything is through.</summary>
        public Task JoinAsync(Stream input)
        {
            _next.TrySetResult(input);
            return _passed.Task;
        }

        /// <summary>The side of the child before.</summary>
        public async Task PassOnAsync(Stream output)
        {
            try
            {
                await output.CopyToAsync(await _next.Task.ConfigureAwait(false)).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is IOException or ObjectDisposedException or OperationCanceledException)
            {
                // The next child has read enough: the one before gets to know it when it writes again.
                await output.DisposeAsync().ConfigureAwait(false);
            }

            _passed.TrySetResult();
        }

        /// <summary>There will be no next child.</summary>
        public void Break() => _next.TrySetCanceled();
    }
}

/// <summary>What a chain of children left behind.</summary>
/// <param name="Children">Each child's result, in the chain's order; only the last one's output was kept.</param>
/// <param name="Elapsed">From the first one's start to the last one's end.</param>
public sealed record PipelineResult(IReadOnlyList<ChildResult> Children, TimeSpan Elapsed)
{
    /// <summary>What came out at the end, as UTF-8.</summary>
    public string Output => Children[^1].Output;

    /// <summary>What came out at the end.</summary>
    public ReadOnlyMemory<byte> OutputBytes => Children[^1].OutputBytes;

    /// <summary>Whether every child ended by itself, with exit code 0.</summary>
    public bool Succeeded => Children.All(child => child.Succeeded);
}
