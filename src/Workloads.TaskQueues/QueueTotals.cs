namespace Workloads.TaskQueues;

/// <summary>What a task queue has done for a client so far.</summary>
/// <param name="Messages">Messages with calls that were sent.</param>
/// <param name="Answers">Messages whose answer came, each counted once.</param>
/// <param name="Duplicates">Answers that had come already, or that nobody waited for any more: calls that ran twice, or whose answer was
/// sent twice.</param>
/// <param name="Redeliveries">Answers to messages that had been handed to a machine before, which died or lost its connection with
/// them.</param>
/// <param name="PublishedAgain">Messages that were sent once more, since nobody knew whether they had arrived.</param>
/// <param name="ConnectionsLost">How often the connection was lost.</param>
public sealed record QueueTotals(long Messages, long Answers, long Duplicates, long Redeliveries, long PublishedAgain,
    int ConnectionsLost);
