Console.Error.WriteLine("Workloads is a library for the notebooks beside it. To run them: dotnet run -c Release --project src/Workloads.Notebooks");
return 2;
