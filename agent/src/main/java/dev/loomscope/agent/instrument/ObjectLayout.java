package dev.loomscope.agent.instrument;

/** Where the JVM keeps fields and array elements inside objects, in bytes from the object's start. */
interface ObjectLayout {
    /** Offset of a field, or -1 where the class or the field does not exist. */
    long offset(String className, String field);

    /** Offset of an array's first element. */
    long arrayBase(Class<?> array) throws ReflectiveOperationException;

    /** Size of an array's element: a power of two. */
    int arrayScale(Class<?> array) throws ReflectiveOperationException;
}
