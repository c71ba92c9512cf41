using Workloads.Interpreter;
using Workloads.Models;
using Workloads.Processes;

namespace Workloads.Topics;

/// <summary>The workers of one run of the homegrown pool: what runs their jobs. The pool has a thread for each of them.</summary>
internal abstract class PoolStaff : IDisposable
{
    /// <summary>The workers of a kind.</summary>
    /// <exception cref="ArgumentException">Workers of this kind do not know the workload.</exception>
    public static PoolStaff Of(PoolWorkers kind, Workload workload) => kind switch
    {
        PoolWorkers.Processes => new ProcessStaff(workload),
        PoolWorkers.ThreadsUnderLock => new LockedStaff(workload),
        _ => new ThreadStaff(workload),
    };

    /// <summary>Has the calling thread be a worker for as long as <paramref name="takeJobs"/> takes.</summary>
    public abstract void Work(Action<PoolWorker> takeJobs, CancellationToken cancellationToken);

    public virtual void Dispose()
    {
    }

    private sealed class ThreadStaff(Workload workload) : PoolStaff
    {
        public override void Work(Action<PoolWorker> takeJobs, CancellationToken cancellationToken) =>
            takeJobs(new(size => workload.Invoke(size, cancellationToken), static wait => wait()));
    }

    private sealed class ProcessStaff : PoolStaff
    {
        private readonly Workload _workload;

        public ProcessStaff(Workload workload)
        {
            RegisteredWorkloads.Check(workload, faults: false);
            _workload = workload;
        }

        public override void Work(Action<PoolWorker> takeJobs, CancellationToken cancellationToken)
        {
            ProcessPool child = ProcessPool.StartAsync(workers: 1, cancellationToken).GetAwaiter().GetResult();
            try
            {
                takeJobs(new(size => child.CallAsync(_workload, size, cancellationToken: cancellationToken).GetAwaiter().GetResult(),
                    static wait => wait()));
            }
            finally
            {
                child.DisposeAsync().AsTask().GetAwaiter().GetResult();
            }
        }
    }

    private sealed class LockedStaff : PoolStaff
    {
        private readonly Workload _workload;
        private readonly InterpreterHost _host = new();
        private readonly SubInterpreter _interpreter;

        public LockedStaff(Workload workload)
        {
            if (!InterpreterWork.Knows(workload))
                throw new ArgumentException($"The model of the lock does not know the workload '{workload}'.", nameof(workload));
            _workload = workload;
            _interpreter = _host.NewInterpreter(InterpreterWork.Program);
        }

        public override void Work(Action<PoolWorker> takeJobs, CancellationToken cancellationToken) => _interpreter.Run(
            "worker",
            thread =>
            {
                // Who waits for a job with the lock in hand would keep the others from ever ending theirs.
                takeJobs(new(new InterpreterWork(_workload, InterpreterCode.Compiled, thread).Call, thread.Release));
                return true;
            },
            cancellationToken);

        public override void Dispose()
        {
            _host.Dispose();
            base.Dispose();
        }
    }
}

/// <summary>One worker, as the pool's loop sees it.</summary>
/// <param name="Call">Runs one job.</param>
/// <param name="Wait">Waits for something, in the way in which this kind of worker may.</param>
internal sealed record PoolWorker(Func<long, long> Call, Action<Action> Wait);
