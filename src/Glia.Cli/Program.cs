using Glia.Cli;
using Glia.Lab.Studies;

return await Application.RunAsync(args, new CliContext(
    Consoles.Create(Console.Out, Console.IsOutputRedirected),
    Consoles.Create(Console.Error, Console.IsErrorRedirected),
    TimeProvider.System,
    new Lazy<StudyCatalog>(StudyAssemblies.Load)));
