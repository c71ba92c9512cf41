using Workloads.TaskQueues.CommandLine;

return await QueueCommand.RunAsync(args).ConfigureAwait(false);
