# SPDX-License-Identifier: MIT
# frozen_string_literal: true

module NRR
  # What ledgers, snapshots, queries, reports and tables have in common: a handle of the library.
  #
  # It is freed by `close`, or when nobody holds it; but not while a call works with it on another thread:
  # then the last of these frees it. What is called on a closed object raises ClosedError.
  class Handle
    # Takes over what the block's function writes to the pointer it is given. (For this library alone.)
    def self.made(free)
      whole do
        out = FFI::MemoryPointer.new(:pointer)
        yield out
        FFI::AutoPointer.new(out.read_pointer, C.method(free))
      end
    end

    # Runs the block to its end: a thread that is killed, or timed out, in between would lose what was made,
    # or leave memory half given back, to be freed once more. (For this library alone.)
    def self.whole(&block)
      Thread.handle_interrupt(Object => :never, &block)
    end

    # As `new`, and closes at the end of the block, whose value it gives.
    def self.open(...)
      made = new(...)
      return made unless block_given?

      begin
        yield made
      ensure
        made.close
      end
    end

    def closed?
      @hold.closed
    end

    # Give the memory back. Closing twice is no error.
    def close
      guarded do
        @hold.closed = true
        @pointer.free if @hold.users.zero?
      end
      nil
    end

    # Valid inside of `use` alone. (For this library alone.)
    attr_reader :pointer

    # Gives the block the pointer, which stays valid as long as the block runs.
    def use
      taken = false
      guarded do
        raise ClosedError, "the #{self.class.name.split('::').last.downcase} is closed" if @hold.closed

        @hold.users += 1
        taken = true
      end
      yield @pointer
    ensure
      give_back if taken
    end

    # Who would free the memory of a copy?
    def initialize_copy(_other)
      raise TypeError, "can't copy #{self.class}: its memory is the library's"
    end

    # Its memory cannot be written to a file, either.
    def marshal_dump
      raise TypeError, "can't dump #{self.class}: its memory is the library's"
    end

    # How many calls are under way, and whether `close` was called: not in the handle itself, which may be
    # frozen.
    Hold = Struct.new(:users, :closed)
    private_constant :Hold

    private

    def adopt(pointer)
      @pointer = pointer
      @guard = Mutex.new
      @hold = Hold.new(0, false)
    end

    # One thread at a time, and to the end.
    def guarded(&block)
      Handle.whole { @guard.synchronize(&block) }
    end

    def give_back
      guarded do
        @hold.users -= 1
        @pointer.free if @hold.closed && @hold.users.zero?
      end
    end

    # An out-parameter of a function: the value that it receives.
    def out(type, what = nil)
      pointer = FFI::MemoryPointer.new(type)
      Status.check(yield(pointer), what)
      pointer.read(type)
    end
  end
end
