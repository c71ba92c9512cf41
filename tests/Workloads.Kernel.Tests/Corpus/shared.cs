public static class Shared { public static int Value => 41; }
